# Shared by ./wirecheck and the scripts: packages, configuration, build. Source it with $root (the tree) and $build (the
# build folder) set. Everything it says goes to stderr: stdout belongs to the program.
#
# WIRECHECK_DRY_RUN=1  say what would be installed and built, and do neither.

readonly setup_failed=2

say() { printf 'wirecheck: %s\n' "$*" >&2; }

# packages KIND...: the names in scripts/packages.txt of these kinds, one a line.
packages() {
  local kind name wanted
  while read -r kind name; do
    for wanted in "$@"; do
      [[ $kind != "$wanted" ]] || printf '%s\n' "$name"
    done
  done <"$root/scripts/packages.txt"
}

# missing_packages KIND...: those of them that dpkg does not know as installed; none where there is no dpkg.
missing_packages() {
  command -v dpkg-query >/dev/null || return 0
  local -a wanted
  mapfile -t wanted < <(packages "$@")
  local installed name
  # dpkg-query answers for the packages it knows and fails if there is one that it does not.
  installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "${wanted[@]}" 2>/dev/null)
  for name in "${wanted[@]}"; do
    [[ $'\n'$installed$'\n' == *$'\n'"installed $name"$'\n'* ]] || printf '%s\n' "$name"
  done
}

# as_root COMMAND...: runs it as root; fails when that is not possible without asking for a password.
as_root() {
  if ((EUID == 0)); then
    "$@"
  else
    sudo -n "$@"
  fi
}

can_be_root() { ((EUID == 0)) || { command -v sudo >/dev/null && sudo -n true 2>/dev/null; }; }

apt_get() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=120 -o Acquire::http::Timeout=30 "$@" </dev/null
}

# apt_install LOG PACKAGE...: with the package lists that are there, then with fresh ones.
apt_install() {
  local log=$1
  shift
  apt_get install -y --no-install-recommends "$@" >"$log" 2>&1 && return
  say "reading the package lists"
  apt_get update >>"$log" 2>&1
  apt_get install -y --no-install-recommends "$@" >"$log" 2>&1
}

# apt_line PACKAGE...: what a person would type.
apt_line() {
  local sudo=
  ((EUID == 0)) || sudo="sudo "
  printf '%sapt-get update && %sapt-get install -y --no-install-recommends %s' "$sudo" "$sudo" "$*"
}

give_up_on_packages() {
  say "$1; please run"
  printf '\n  %s\n\n' "$(apt_line "${@:2}")" >&2
  exit "$setup_failed"
}

# ensure_packages KIND...: installs what is missing of these kinds, and of the kind data along with it. Data packages
# alone are asked for at the first build only, and never stand in the way.
ensure_packages() {
  local -a required data
  mapfile -t required < <(missing_packages "$@")
  mapfile -t data < <(missing_packages data)
  if ((${#required[@]} == 0)) && { ((${#data[@]} == 0)) || [[ -e $build/build.ninja ]]; }; then
    return
  fi
  local -a all=("${required[@]}" "${data[@]}")
  ((${#required[@]} == 0)) || say "missing Debian packages: ${required[*]}"
  ((${#data[@]} == 0)) || say "missing dictionaries and data: ${data[*]}"

  if [[ ${WIRECHECK_DRY_RUN-} ]]; then
    if can_be_root && command -v apt-get >/dev/null; then
      say "would run: $(apt_line "${all[@]}")"
    else
      say "cannot install them here, and would ask for: $(apt_line "${all[@]}")"
    fi
    return
  fi
  if ! command -v apt-get >/dev/null || ! can_be_root; then
    ((${#required[@]} != 0)) || { say "going on without them; 'wirecheck doctor' says which checks are off"; return; }
    give_up_on_packages "installing them takes root" "${all[@]}"
  fi

  say "installing them with apt-get; this takes a minute or two"
  local log
  log=$(mktemp) || exit "$setup_failed"
  if ! apt_install "$log" "${all[@]}"; then
    # A distribution without one of the dictionaries must still get the program.
    if ((${#required[@]} == 0)) || { ((${#data[@]} != 0)) && grep -qE '^E: (Unable to locate|Package .* has no installation)' "$log" &&
      apt_install "$log" "${required[@]}"; }; then
      say "going on without ${data[*]}; 'wirecheck doctor' says which checks are off"
    else
      grep -E '^(E|Err|W):' "$log" | tail -n 5 >&2
      rm -f -- "$log"
      give_up_on_packages "apt-get could not install them" "${all[@]}"
    fi
  fi
  rm -f -- "$log"
  # What the last configuration did not find may be there now.
  rm -f -- "$build/build.ninja"
}

# show_progress: reads ninja's lines "[12/80] ..." and shows how far it is: on one line of a terminal, else now and then.
show_progress() {
  local line last=-1 percent
  while IFS= read -r line; do
    [[ $line =~ ^\[([0-9]+)/([0-9]+)\] ]] || continue
    percent=$((100 * BASH_REMATCH[1] / BASH_REMATCH[2]))
    if [[ -t 2 ]]; then
      printf '\rwirecheck: building %3d%%' "$percent" >&2
    elif ((percent / 20 > last / 20 || last < 0)); then
      say "building $percent%"
    fi
    last=$percent
  done
  if [[ -t 2 ]] && ((last >= 0)); then printf '\r\033[K' >&2; fi
}

# configure_and_build TARGET...: Release, with Ninja, into $build. Quiet unless it fails.
configure_and_build() {
  if [[ ${WIRECHECK_DRY_RUN-} ]]; then
    say "would build $* in $build"
    return
  fi
  mkdir -p -- "$build" 2>/dev/null && [[ -w $build ]] || {
    say "cannot write to $build; set WIRECHECK_BUILD_DIR to a folder of yours"
    exit "$setup_failed"
  }
  # One build at a time; a second caller waits here and then finds everything done.
  exec 9>"$build/.lock"
  flock 9

  local log=$build/build.log begun=$build/.begun
  : >"$begun"
  # A tree that was moved or copied brings along a cache that speaks of the old place.
  if [[ ! -e $build/build.ninja ]] || ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$(cd "$root" && pwd -P)" "$build/CMakeCache.txt"; then
    say "configuring"
    if ! (cd "$root" && cmake --preset release -B "$build" --fresh) >"$log" 2>&1 9>&-; then
      cat -- "$log" >&2
      say "the configuration failed"
      exit "$setup_failed"
    fi
  fi
  if ! NINJA_STATUS='[%f/%t] ' ninja -C "$build" -j "$(nproc)" "$@" 2>&1 9>&- | tee -- "$log" | show_progress 9>&- ||
    ((PIPESTATUS[0] != 0)); then
    grep -v '^\[' -- "$log" | head -n 200 >&2
    say "the build failed; all of it is in $log"
    exit "$setup_failed"
  fi
  mv -f -- "$begun" "$build/.built"
  exec 9>&-
}
