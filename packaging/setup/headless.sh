# Sourced before anything draws off-screen: the software renderer, and only this project's fonts.
# shellcheck shell=bash
export QT_QPA_PLATFORM=offscreen QT_QUICK_BACKEND=software
export FONTCONFIG_FILE="$root/build/fonts.conf"

# Screens and golden pictures must not depend on what fonts else a machine has.
write_fonts_conf() {
    mkdir -p "$root/build"
    cat >"$FONTCONFIG_FILE.new" <<END
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>$root/kiosk/fonts</dir>
  <dir>/usr/share/fonts/truetype/hanazono</dir>
  <cachedir>$root/build/fontconfig</cachedir>
  <alias binding="strong">
    <family>sans-serif</family>
    <prefer><family>Noto Sans SC</family><family>Noto Sans Mongolian</family><family>HanaMinA</family><family>HanaMinB</family></prefer>
  </alias>
</fontconfig>
END
    mv "$FONTCONFIG_FILE.new" "$FONTCONFIG_FILE"
}
write_fonts_conf
