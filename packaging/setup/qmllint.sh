#!/usr/bin/env bash
# Lints every QML file at zero warnings, with the types of the view-models taken from their Python.
# shellcheck source=packaging/setup/say.sh
. "$(dirname "$0")/say.sh"
export QT_QPA_PLATFORM=offscreen

bin="$root/.venv/bin"
types="$root/build/qmltypes"

# One module, "Doorstep": what the classes marked @QmlElement in ui/ show to QML.
generate_types() {
    rm -rf "$types"
    mkdir -p "$types/Doorstep"
    local marked
    mapfile -t marked < <(grep -rlE '^@Qml(Element|NamedElement|Anonymous|Uncreatable|Singleton)' --include='*.py' "$root/ui" | sort)
    if [ "${#marked[@]}" -eq 0 ] || [ -z "${marked[0]}" ]; then return 0; fi
    "$bin/pyside6-metaobjectdump" -c -o "$types/metatypes.json" "${marked[@]}" 2>"$types/dump.log" || { cat "$types/dump.log" >&2; die "the view-models' types could not be read"; }
    "$bin/pyside6-qmltyperegistrar" --generate-qmltypes "$types/Doorstep/plugins.qmltypes" --import-name Doorstep --major-version 1 --minor-version 0 \
        --foreign-types "$(qt_types core qml gui quick)" -o "$types/registration.cpp" "$types/metatypes.json" 2>"$types/registrar.log" \
        || { cat "$types/registrar.log" >&2; die "the view-models' types could not be written down for qmllint"; }
    printf 'module Doorstep\ntypeinfo plugins.qmltypes\ndepends QtQuick auto\n' >"$types/Doorstep/qmldir"
}

# Where Qt itself describes the classes that view-models inherit from.
qt_types() {
    local folder part found=()
    folder=$(echo "$root"/.venv/lib/python3*/site-packages/PySide6/Qt/metatypes)
    for part in "$@"; do found+=("$folder/qt6${part}_metatypes.json"); done
    (IFS=,; printf '%s' "${found[*]}")
}

main() {
    local files
    mapfile -t files < <(find "$root/ui/qml" -name '*.qml' | sort)
    if [ "${#files[@]}" -eq 0 ]; then die "there is no QML below ui/qml"; fi
    generate_types
    # Called without its Python wrapper, which repeats the whole command when a warning is found.
    "$bin/python" -c 'import os, sys, PySide6; tool = os.path.join(PySide6.__path__[0], "qmllint"); os.execv(tool, [tool, *sys.argv[1:]])' \
        --max-warnings 0 -I "$types" -I "$root/ui/qml" "${files[@]}"
}

main
