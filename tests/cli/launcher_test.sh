#!/bin/bash
# ./wirecheck on machines that this one is not: without packages, without root, without a network, with a broken source.
# A copy of the launcher runs with stand-ins for dpkg-query, apt-get, sudo, cmake and ninja that write down what they were
# asked; never as root, so that "root" is what the stand-in for sudo says.
# Use: launcher_test.sh SOURCE_TREE

set -u
source_tree=$(cd "$1" && pwd)
top=$(mktemp -d) || exit 1
trap 'rm -rf -- "$top"' EXIT
tree=$top/tree fake=$top/fake state=$top/state
failures=0

mkdir -p "$fake"
fake_command() { cat >"$fake/$1"; chmod +x "$fake/$1"; }

fake_command dpkg-query <<'END'
#!/bin/bash
echo "dpkg-query" >>"$STATE/calls"
status=0
for name in "${@:4}"; do
  if grep -qx -- "$name" "$STATE/installed"; then echo "installed $name"; else status=1; fi
done
exit $status
END
# Knows packages only after an update; FAKE_OFFLINE: never; FAKE_UNKNOWN: a package it never knows.
fake_command apt-get <<'END'
#!/bin/bash
echo "apt-get $*" >>"$STATE/calls"
echo "apt speaks on stdout"
while [[ $1 == -* ]]; do [[ $1 == -o ]] && shift; shift; done
case $1 in
  update) [[ ${FAKE_OFFLINE-} ]] || : >"$STATE/lists" ;;
  install)
    shift
    while [[ $1 == -* ]]; do shift; done
    for name; do
      if [[ ! -e $STATE/lists || $name == "${FAKE_UNKNOWN-}" ]]; then echo "E: Unable to locate package $name" >&2; exit 100; fi
    done
    printf '%s\n' "$@" >>"$STATE/installed" ;;
esac
END
fake_command sudo <<'END'
#!/bin/bash
[[ ! ${FAKE_NO_SUDO-} && $1 == -n ]] || { echo "sudo: a password is required" >&2; exit 1; }
exec "${@:2}"
END
fake_command cmake <<'END'
#!/bin/bash
echo "cmake $*" >>"$STATE/calls"
echo "-- cmake speaks on stdout"
while (($#)); do [[ $1 == -B ]] && build=$2; shift; done
echo "CMAKE_HOME_DIRECTORY:INTERNAL=$(pwd -P)" >"$build/CMakeCache.txt"
: >"$build/build.ninja"
END
# Stands in for the compiler, too: a source that says "broken" does not compile.
fake_command ninja <<'END'
#!/bin/bash
echo "ninja $*" >>"$STATE/calls"
echo "[1/2] compiling"
if grep -q broken "$STATE/../tree/src/core/a.cpp"; then echo "a.cpp:1: error: broken"; exit 1; fi
printf '#!/bin/bash\nprintf "program <%%s>" "$@"; echo; exit 7\n' >"$2/wirecheck"
chmod +x "$2/wirecheck"
echo "[2/2] linking"
END

# fresh [installed]: a tree nobody has built, a machine without packages or with all of them.
fresh() {
  rm -rf -- "$tree" "$state"
  mkdir -p "$tree/src/core" "$tree/cmake" "$state"
  cp -r -- "$source_tree/wirecheck" "$source_tree/scripts" "$tree/"
  touch "$tree/src/core/a.cpp" "$tree/CMakeLists.txt" "$state/installed" "$state/calls"
  if [[ ${1-} ]]; then awk '!/^#/ {print $2}' "$tree/scripts/packages.txt" >"$state/installed"; fi
  if ((EUID == 0)); then chmod 755 "$top" && chown -R 65534:65534 "$tree" "$state"; fi
}

# launch [VARIABLE=VALUE...] -- COMMAND...: sets $status, $out, $err and $calls, what was asked of the stand-ins.
launch() {
  local -a variables=() drop=()
  while [[ $1 != -- ]]; do variables+=("$1"); shift; done
  if ((EUID == 0)); then drop=(setpriv --reuid=65534 --regid=65534 --clear-groups); fi
  : >"$state/calls"
  "${drop[@]}" env -i PATH="$fake:/usr/bin:/bin" TMPDIR=/tmp STATE="$state" "${variables[@]}" "${@:2}" \
    >"$top/out" 2>"$top/err" </dev/null
  status=$? out=$(<"$top/out") err=$(<"$top/err") calls=$(<"$state/calls")
}

expect() {  # expect WHAT CONDITION...
  if ! "${@:2}"; then
    echo "FAILED: $scenario: $1"
    printf '  status %s\n  out    %s\n  err    %s\n  calls  %s\n' "$status" "$out" "$err" "$calls"
    failures=$((failures + 1))
  fi
}
is() { [[ $1 == "$2" ]]; }
has() { [[ $1 == *"$2"* ]]; }
lacks() { [[ $1 != *"$2"* ]]; }
all_packages=$(awk '$1 ~ /^(build|test)$/ {print $2}' "$source_tree/scripts/packages.txt" | paste -sd ' ')
all_packages+=" $(awk '$1 == "data" {print $2}' "$source_tree/scripts/packages.txt" | paste -sd ' ')"

scenario="no packages, no root"
fresh
launch FAKE_NO_SUDO=1 -- "$tree/wirecheck" check x
expect "exit 2" is "$status" 2
expect "nothing on stdout" is "$out" ""
expect "one apt line with everything" has "$err" "apt-get install -y --no-install-recommends $all_packages"
expect "nothing installed" lacks "$calls" "apt-get"
expect "nothing built" lacks "$calls" "cmake"

scenario="dry run"
launch WIRECHECK_DRY_RUN=1 -- "$tree/wirecheck" check x
expect "exit 0" is "$status" 0
expect "says what it would run" has "$err" "would run: sudo apt-get update && sudo apt-get install -y --no-install-recommends $all_packages"
expect "says what it would build" has "$err" "would build wirecheck"
expect "does nothing" lacks "$calls$out" "apt-get"
expect "builds nothing" lacks "$calls" "cmake"

scenario="no packages, root"
launch -- "$tree/wirecheck" check "a b" ""
expect "the program's status" is "$status" 7
expect "only the program on stdout, its arguments whole" is "$out" "program <check>program <a b>program <>"
expect "names what is missing" has "$err" "missing Debian packages: g++"
expect "names missing data" has "$err" "missing dictionaries and data: hunspell-en-us"
expect "reads the lists when needed" has "$calls" "update"
expect "installs without recommendations" has "$calls" "install -y --no-install-recommends $all_packages"

scenario="the second call"
launch -- "$tree/wirecheck" again
expect "the program's output" is "$out" "program <again>"
expect "asks nobody" is "$calls" ""
expect "says nothing" is "$err" ""

scenario="called through a link, from elsewhere"
ln -s "$tree/wirecheck" "$state/link"
launch -- bash -c "cd / && $state/link linked"
expect "finds its tree" is "$out" "program <linked>"
launch -- bash -c "cd $tree && bash wirecheck named"
expect "finds its tree by name" is "$out" "program <named>"
launch -- bash -c "cd $tree/src && ../wirecheck relative"
expect "finds its tree by a relative path" is "$out" "program <relative>"
expect "asks nobody" is "$calls" ""

scenario="a changed source"
sleep 0.02 && touch "$tree/src/core/a.cpp"
launch -- "$tree/wirecheck" changed
expect "builds" has "$calls" "ninja"
expect "does not configure again" lacks "$calls" "cmake"
expect "installs nothing" lacks "$calls" "apt-get"
expect "runs" is "$out" "program <changed>"

scenario="a removed dictionary"
sleep 0.02 && touch "$tree/src/core/a.cpp"
sed -i /^hunspell-fr/d "$state/installed"
launch -- "$tree/wirecheck" poorer
expect "is no reason to install at a later build" lacks "$calls" "apt-get"
expect "runs" is "$out" "program <poorer>"

scenario="a broken source"
sleep 0.02 && echo broken >"$tree/src/core/a.cpp"
launch -- "$tree/wirecheck" check x
expect "exit 2" is "$status" 2
expect "nothing on stdout" is "$out" ""
expect "the compiler's words" has "$err" "a.cpp:1: error: broken"
launch -- "$tree/wirecheck" check x
expect "the old program is not run instead" is "$out" ""
echo >"$tree/src/core/a.cpp"
launch -- "$tree/wirecheck" mended
expect "mended" is "$out" "program <mended>"

scenario="a moved tree"
mv "$tree" "$top/moved" && mkdir "$tree" && cp -r "$top/moved/src" "$tree/"
sleep 0.02 && touch "$top/moved/src/core/a.cpp"
launch -- "$top/moved/wirecheck" moved
expect "configures again" has "$calls" "cmake"
expect "runs" is "$out" "program <moved>"
rm -rf -- "$top/moved"

scenario="root without a network"
fresh
launch FAKE_OFFLINE=1 -- "$tree/wirecheck" check x
expect "exit 2" is "$status" 2
expect "nothing on stdout" is "$out" ""
expect "the apt line" has "$err" "apt-get install -y --no-install-recommends $all_packages"
expect "why" has "$err" "E: Unable to locate package"

scenario="a data package that the distribution does not have"
launch FAKE_UNKNOWN=wordnet-base -- "$tree/wirecheck" check
expect "runs all the same" is "$out" "program <check>"
expect "says so" has "$err" "going on without"

scenario="everything but the data, no root"
fresh installed
sed -i -e /^hunspell-/d -e /wordnet-base/d -e /iso-codes/d "$state/installed"
launch FAKE_NO_SUDO=1 -- "$tree/wirecheck" check
expect "runs" is "$out" "program <check>"
expect "names the data" has "$err" "hunspell-fr-comprehensive"
launch FAKE_NO_SUDO=1 -- "$tree/wirecheck" check
expect "says it once" is "$err" ""

scenario="a tree that cannot be written to"
fresh installed
mkdir -p "$tree/build" && chmod 555 "$tree" "$tree/build"
launch -- "$tree/wirecheck" check
expect "exit 2" is "$status" 2
expect "says what helps" has "$err" "WIRECHECK_BUILD_DIR"
launch WIRECHECK_BUILD_DIR="$state/build" -- "$tree/wirecheck" check
expect "builds there" is "$out" "program <check>"
chmod 755 "$tree" "$tree/build"

if ((failures)); then
  echo "$failures failed"
  exit 1
fi
echo "all scenarios passed"
