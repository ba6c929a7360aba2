# Sourced before anything draws off-screen: the software renderer, and only this project's fonts.
# shellcheck shell=bash disable=SC2154
export QT_QPA_PLATFORM=offscreen QT_QUICK_BACKEND=software
export FONTCONFIG_FILE="$root/packaging/fontconfig/fonts.conf"
