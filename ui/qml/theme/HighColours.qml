import QtQuick

// Black on white; border and icon carry the state, never a tint.
Colours {
    paper: "#FFFFFF"
    sunk: "#FFFFFF"
    ink: "#000000"
    muted: "#000000"
    accent: "#002652"
    accentPressed: "#000000"
    pressed: "#E6E6E6"
    done: "#002E0C"
    warn: "#332000"
    bad: "#470600"
    line: "#000000"
    hair: "#000000"
    tintSky: "#FFFFFF"
    tintDone: "#FFFFFF"
    tintWarn: "#FFFFFF"
    tintBad: "#FFFFFF"
    shadeFill: "#000000"
}
