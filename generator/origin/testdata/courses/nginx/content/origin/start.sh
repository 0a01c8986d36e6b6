#!/bin/sh
# nginx wants its port in a file, and folders to write to.
set -eu
scratch=$1 port=$2
mkdir "$scratch/books"
printf 'Emma\n' >"$scratch/books/1.txt"
touch -d '2024-01-02 03:04:05 UTC' "$scratch/books/1.txt"
sed "s/PORT/$port/" nginx.conf >"$scratch/nginx.conf"
exec nginx -p "$scratch" -c nginx.conf -e stderr
