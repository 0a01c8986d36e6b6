#!/bin/sh
# start.sh FOLDER SOCKET runs nginx, which wants its address in a file, folders to
# write to, and files of a fixed age: the time of a file is in Last-Modified and
# in ETag. Without arguments it says which version there is.
set -eu
nginx=/usr/sbin/nginx
version=$($nginx -v 2>&1)
if [ $# = 0 ]; then
	echo "${version#*/}"
	exit
fi
scratch=$1 socket=$2
mkdir -p "$scratch/files/books" "$scratch/files/lists"
printf '{"id":1,"title":"Emma"}\n' >"$scratch/files/books/1"
printf '[]\n' >"$scratch/files/lists/new"
touch -d '2026-11-14 09:30:00 UTC' "$scratch/files/books/1" "$scratch/files/lists/new"
printf 'ada:{PLAIN}nobody-logs-in-here\n' >"$scratch/readers"
sed "s|SOCKET|$socket|" nginx.conf >"$scratch/nginx.conf"
exec $nginx -p "$scratch" -c nginx.conf -e stderr
