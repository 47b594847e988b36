#!/bin/sh
# Checks this repository as its pull requests do: no file of another place is pulled in, only the app's own kind is
# declared, and every overlay builds. Kustomize has no switch that would keep a file from pointing at a URL.
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

files=$(find . -path ./.git -prune -o -path ./.github -prune -o -type f \( -name '*.yaml' -o -name '*.yml' -o -name 'Kustomization' \) -print | sort)
for file in $files; do
  case $file in
  */kustomization.yaml)
    folder=$(dirname "$file")
    # Anything but these can fetch or run what is not in this repository.
    awk -v file="$file" '
      /^[[:space:]]*(#|$)/ { next }
      /^(apiVersion: kustomize\.config\.k8s\.io\/v1beta1|kind: Kustomization)$/ { next }
      /^namespace: [a-z0-9-]+$/ { next }
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
    ;;
  */kustomization.yml | */Kustomization) fail "$file: name it kustomization.yaml" ;;
  *)
    if grep -nE '^ *kind:' "$file" | grep -vE ':kind: XNodeApp$' >&2; then
      fail "$file: this repository declares XNodeApps and nothing else"
    fi
    if grep -nE '^ *(apiVersion|kind|metadata) *:' "$file" | grep -qE '["{]' ; then
      fail "$file: write apiVersion, kind and metadata plainly"
    fi
    ;;
  esac
done
[ "$failed" = 0 ] || exit 1

for overlay in overlays/*/; do
  kustomize build "$overlay" >/dev/null
  echo "$overlay builds"
done
