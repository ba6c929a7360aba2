#!/bin/sh
# The engine of ippeveprinter as the tests want it: FOLDER/told is said of the printer instead of printing; while FOLDER/stop is
# there it stops for what stands in it; with FOLDER/abort it gives up half way; what comes out is one line in FOLDER/printed.
folder=$(dirname "$0")
if [ -s "$folder/told" ]; then
    cat "$folder/told" >&2
    rm "$folder/told"
    exit 0
fi
: >"$folder/at-work"
# Half a document cannot be drawn: what a PDF is begins at its end.
if [ -e "$folder/abort" ] || ! tail -c 8 "$1" | grep -q '%%EOF'; then
    rm -f "$folder/at-work"
    exit 1
fi
if [ -e "$folder/stop" ]; then
    reasons=$(cat "$folder/stop")
    [ -z "$reasons" ] || echo "STATE: +$reasons" >&2
    while [ -e "$folder/stop" ]; do sleep 0.02; done
    [ -z "$reasons" ] || echo "STATE: -$reasons" >&2
fi
echo "$IPP_JOB_NAME $IPP_JOB_ID $(sha256sum "$1" | cut -d' ' -f1)" >>"$folder/printed"
rm -f "$folder/at-work"
