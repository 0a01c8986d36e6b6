#!/bin/sh
# nginx wants its port in a file, and folders to write to. Without arguments, this prints
# its version.
set -eu
PATH=$PATH:/usr/sbin # where Debian keeps it, and users do not look
if [ $# -eq 0 ]; then
  exec nginx -v
fi
scratch=$1 port=$2
cp -R books "$scratch"
# Last-Modified and ETag are made of the times of the files, which a checkout does not keep.
find "$scratch/books" -type f -exec touch -d 2024-01-02T03:04:05Z {} +
sed "s/PORT/$port/" nginx.conf >"$scratch/nginx.conf"
exec nginx -p "$scratch" -c nginx.conf -e stderr
