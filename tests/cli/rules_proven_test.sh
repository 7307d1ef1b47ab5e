#!/bin/bash
# Every rule of ours is proven: examples, fixes, silence, mutations. $1 is the source tree, $2 the program.
set -u
out=$("$2" rules test --data-dir "$1" 2>&1)
status=$?
tail -n 40 <<< "$out"
exit "$status"
