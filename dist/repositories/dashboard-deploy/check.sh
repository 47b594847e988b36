#!/bin/sh
# Checks this repository as its pull requests do: nothing is pulled in from elsewhere, every overlay builds, and what
# it builds to are XNodeApps. Kustomize has no switch that would keep a file from pointing at a URL.
set -eu
cd "$(dirname "$0")"
failed=0
fail() {
  echo "$1" >&2
  failed=1
}

if find . -path ./.git -prune -o -type l -print | grep .; then
  fail 'A symbolic link can lead out of the repository: use a file.'
fi

if find . -path ./.git -prune -o -name .sourceignore -print | grep .; then
  fail 'A .sourceignore keeps from the clusters what is checked here: take it away.'
fi

for file in $(find . -path ./.git -prune -o -type f -iname 'kustomization*' -print | sort); do
  folder=$(dirname "$file")
  [ "$(basename "$file")" = kustomization.yaml ] || fail "$file: name it kustomization.yaml"
  # What ends a line of YAML is more than what ends one here: a carriage return, for one, would end a comment.
  if LC_ALL=C grep -aq '[^ -~]' "$file"; then fail "$file: only printable ASCII is allowed here"; fi
  # Anything but these could fetch or run what is not in this repository.
  awk -v file="$file" '
    /^[[:space:]]*(#|$)/ { next }
    /^(apiVersion: kustomize\.config\.k8s\.io\/v1beta1|kind: Kustomization)$/ { next }
    /^namespace: ("[a-z0-9-]+"|[a-z0-9-]+)$/ { next }
    /^(resources|patches):$/ { next }
    /^ *- (path: )?((\.\.|[A-Za-z0-9_-]+)\/)*(\.\.|[A-Za-z0-9_-]+(\.yaml)?)$/ { next }
    { printf "%s:%d: %s\n  not allowed here: only namespace, resources and patches, with paths within this repository\n", file, FNR, $0; bad = 1 }
    END { exit bad }' "$file" >&2 || failed=1
  for entry in $(sed -nE 's/^ *- (path: )?([^ ]+)$/\2/p' "$file"); do
    case $(realpath -m "$folder/$entry") in
    "$PWD"/*) [ -e "$folder/$entry" ] || fail "$file: $entry does not exist" ;;
    *) fail "$file: $entry is not within this repository" ;;
    esac
  done
done
[ "$failed" = 0 ] || exit 1

for overlay in overlays/*/; do
  built=$(kustomize build "$overlay") || exit 1
  # What kustomize writes has one plain line a kind, however it was written before.
  if printf '%s\n' "$built" | grep '^kind:' | grep -v '^kind: XNodeApp$' >&2; then
    fail "$overlay: this repository declares XNodeApps and nothing else"
  fi
  echo "$overlay builds"
done
exit "$failed"
