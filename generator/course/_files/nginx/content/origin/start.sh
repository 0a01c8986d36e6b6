#!/bin/sh
# nginx wants its port in a file, and folders to write to. Without arguments, this prints
# its version.
set -eu
if [ $# -eq 0 ]; then
  nginx -v 2>&1 | sed 's,.*/,,'
  exit
fi
scratch=$1 port=$2
mkdir "$scratch/books"
printf 'Emma\n' >"$scratch/books/1.txt"
# Last-Modified and ETag are made of the time of the file, which a checkout does not keep.
touch -d 2024-01-02T03:04:05Z "$scratch/books/1.txt"
sed "s/PORT/$port/" nginx.conf >"$scratch/nginx.conf"
exec nginx -p "$scratch" -c nginx.conf -e stderr
