#!/bin/bash
# The program against input that nobody would write by hand: one byte, a hundred stories on many threads, a long line, a text in
# another language, a pack full of faults. Use: robust_test.sh SOURCE_TREE PROGRAM

set -u
source_tree=$(cd "$1" && pwd)
program=$(realpath "$2")
export WIRECHECK_DATA=$source_tree LC_ALL=C.UTF-8
top=$(mktemp -d) || exit 1
trap 'rm -rf -- "$top"' EXIT
cd "$top" || exit 1
failures=0

fail() { echo "FAILED: $*" >&2; failures=$((failures + 1)); }
# expect STATUS ARGUMENTS...: runs the program; its streams are in out and err.
expect() {
  local wanted=$1
  shift
  "$program" "$@" >out 2>err
  local status=$?
  ((status == wanted)) || { fail "status $status, not $wanted: $*"; head -5 err >&2; }
}
says() { grep -qF -- "$2" "$1" || { fail "$1 does not say: $2"; head -5 "$1" >&2; }; }
silent() { [[ ! -s $1 ]] || { fail "$1 is not empty"; head -5 "$1" >&2; }; }

# ---- one byte ------------------------------------------------------------------------------------------------------------------
for byte in 'a' '.' '"' '\n' ' ' '\xC3' '\xFF' '(' '{' '\xEF\xBB\xBF' '\xFF\xFE'; do
  printf "$byte" >one.txt
  printf "$byte" >one.jsonl
  "$program" check --from fr --to en one.txt >out 2>err
  (($? == 0 || $? == 3)) || fail "one byte: $byte"
  "$program" check --from fr --to en one.jsonl >out 2>err
  (($? == 0 || $? == 3)) || fail "one byte as JSON Lines: $byte"
  "$program" fix --all --from fr --to en one.txt >out 2>err
  cmp -s out one.txt || fail "one byte does not come back: $byte"
done

# ---- any number of threads gives the same bytes --------------------------------------------------------------------------------
for format in json jsonl sarif terminal; do
  "$program" check --from fr --to en --jobs 1 --format $format "$source_tree/corpora" >one 2>one.err
  first=$?
  for jobs in 2 8 16; do
    "$program" check --from fr --to en --jobs $jobs --format $format "$source_tree/corpora" >many 2>many.err
    (($? == first)) && cmp -s one many && cmp -s one.err many.err || fail "--jobs $jobs, --format $format: other bytes than --jobs 1"
  done
done
for n in {1..40}; do
  printf '{"id": "%d", "text": "On telegram , the the minister of defense said that he had \\"won \\"."}\n' "$n"
  ((n % 7)) || printf '{"id": "broken %d", "text": \n' "$n"
done >records.jsonl
expect 3 check --from fr --to en --jobs 2 --format jsonl records.jsonl
mv out two
expect 3 check --from fr --to en --jobs 16 --format jsonl records.jsonl
cmp -s two out || fail "records: --jobs 16 gives other bytes than --jobs 2"
[[ $(grep -c . out) == 45 ]] || fail "45 records get 45 result lines, not $(grep -c . out)"
python3 - <<'END' 2>/dev/null || { command -v python3 >/dev/null && fail "records out of order"; }
import json
ids = []
for line in open('out'):
    record = json.loads(line)
    ids.append(record.get('id') or '!')
good = [i for i in ids if i != '!']
assert good == [str(n) for n in range(1, 41)], good
assert [n for n, i in enumerate(ids) if i == '!'] == [7, 15, 23, 31, 39], ids
END

# ---- a text in another language than was said ----------------------------------------------------------------------------------
cat >german.txt <<'END'
Drei Fähren bleiben nach dem Sturm im Hafen

Die Reederei hat am Montag alle Fahrten zu den Inseln abgesagt. Der Wind hatte in der Nacht zwei Anleger beschädigt, und auf der Mole lag noch immer Schutt.

„Wir fahren erst wieder, wenn die Taucher fertig sind“, sagte der Kapitän der größten Fähre. Die Gäste der Hotels warten seit Sonnabend auf eine Verbindung zum Festland. „Uns geht es gut, wir haben Brot und Bücher“, erzählte eine Lehrerin aus Bremen.

Der Bürgermeister der Insel rechnet damit, dass der Betrieb am Mittwoch wieder beginnt. Bis dahin bringt ein Hubschrauber Medikamente und Post.
END
expect 3 check --from fr --to en german.txt
says err '"de"'
says err '"en"'
[[ $(grep -c '\[' out) == 0 ]] || fail "findings in a German text: $(cat out)"
expect 3 check --from fr --to en --format json german.txt
says out '"findings": []'
says out 'reads as'
expect 3 fix --all --from fr --to en german.txt
cmp -s out german.txt || fail "a German text was changed"
# Not told the language, the program knows it and says that it has no rules for it.
expect 0 check --format json german.txt
says out '"language": "de"'
says out 'rules for the language'
says out '"findings": []'

# ---- a pack of faults: all of them, in one run ---------------------------------------------------------------------------------
printf 'A story.\n' >story.txt
expect 2 check --rules "$source_tree/tests/cases/faulty/rules" story.txt
silent out
wanted=$(grep -c '^rules/' "$source_tree/tests/cases/faulty/expected.txt")
found=$(grep -c 'ten-faults.yaml:[0-9]*:[0-9]*: ' err)
((found >= wanted && wanted >= 10)) || fail "the pack has $wanted faults, $found were listed"

# ---- a long line: answered, in time that grows with its length -----------------------------------------------------------------
# line MEGABYTES TEXT: a line of so many copies.
line() { local copies=$(($1 * 1000000 / ${#2})); yes "$2" | head -n "$copies" | tr -d '\n'; }
seconds() { local TIMEFORMAT=%U; { time timeout 60 "$program" check --from fr --to en --max-bytes 2000000000 --format jsonl "$1" >/dev/null 2>&1; } 2>&1; }
for text in 'The minister said on Monday that the bridge was closed. ' 'a' '"' '( ' '1,000 ' "she's " 'said , ' 'é'; do
  line 1 "$text" >short.txt
  line 4 "$text" >long.txt
  short=$(seconds short.txt) long=$(seconds long.txt)
  awk -v s="$short" -v l="$long" 'BEGIN {exit !(l <= 8 * s + 1)}' || fail "four times the line of '$text' takes $long s instead of $short s"
done

((failures == 0)) && echo "all passed"
exit $((failures > 0))
