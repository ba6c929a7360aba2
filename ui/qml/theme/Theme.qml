pragma Singleton
import QtQuick

// Every size, colour and duration of the terminal, bound to four settings of the citizen.
QtObject {
    id: theme

    property real scale: 1.0
    property string contrast: "normal"
    property bool animated: true
    property bool portrait: true
    property bool vertical: false
    property var words: ({})

    readonly property string family: "Noto Sans SC"
    readonly property string familyMongolian: "Noto Sans Mongolian"

    // Half the growth of the text: at 1.6 a full growth of the gaps would leave no room for the words.
    readonly property real ease: 1 + (scale - 1) / 2
    // The bands at the page's edge and words inside pictures grow to 1.15 at most: a station's name must stay on its line.
    readonly property real edge: Math.min(scale, 1.15)
    readonly property bool large: scale >= 1.3

    readonly property int fontS: Math.round(32 * scale)
    readonly property int fontM: Math.round(36 * scale)
    readonly property int fontL: Math.round(44 * scale)
    readonly property int fontXl: Math.round(Math.min(56 * scale, portrait ? 90 : 72))
    readonly property int fontTitle: Math.round(Math.min(64 * scale, portrait ? 96 : 76))
    readonly property int fontXxl: Math.round(Math.min(72 * scale, 96))
    readonly property int fontName: Math.round(Math.min(112 * scale, 128))
    readonly property int fontNumber: 128
    readonly property int fontStation: Math.round(36 * edge)
    readonly property int fontCaption: Math.round(32 * edge)
    readonly property int fontKey: Math.round(Math.min(44 * scale, 56))
    readonly property int fontKeyWord: Math.round(Math.min(32 * scale, 38))

    readonly property int space8: Math.round(8 * ease)
    readonly property int space16: Math.round(16 * ease)
    readonly property int space24: Math.round(24 * ease)
    readonly property int space32: Math.round(32 * ease)
    readonly property int space48: Math.round(48 * ease)
    readonly property int margin: 48
    readonly property int corner: 24
    readonly property int cornerSmall: 16
    readonly property int borderSurface: contrast === "dark" ? 4 : 2
    readonly property int borderControl: contrast === "dark" ? 4 : 3
    readonly property int borderState: 5
    readonly property int borderFocus: 6

    readonly property int target: Math.round(96 * edge)
    readonly property int keyHeight: portrait ? 104 : 96
    readonly property int toolSize: Math.round(104 * edge)
    readonly property int buttonHeight: Math.round(Math.min(112 * scale, portrait ? 160 : 128))
    readonly property int choiceHeight: Math.round(Math.min(128 * scale, 168))
    readonly property int fieldHeight: Math.round(Math.min(112 * scale, 160))
    readonly property int footerCell: Math.round(112 * edge)
    readonly property int headerHeight: Math.round(136 * edge)
    readonly property int bandWidth: 216

    readonly property Colours normal: Colours {}
    readonly property Colours high: HighColours {}
    readonly property Colours dark: DarkColours {}
    readonly property Colours palette: contrast === "dark" ? dark : contrast === "high" ? high : normal
    readonly property bool tinted: contrast === "normal"
    readonly property bool isDark: contrast === "dark"

    readonly property color paper: palette.paper
    readonly property color card: palette.card
    readonly property color sunk: palette.sunk
    readonly property color ink: palette.ink
    readonly property color muted: palette.muted
    readonly property color accent: palette.accent
    readonly property color accentInk: palette.accentInk
    readonly property color accentPressed: palette.accentPressed
    readonly property color pressed: palette.pressed
    readonly property color done: palette.done
    readonly property color warn: palette.warn
    readonly property color bad: palette.bad
    readonly property color line: palette.line
    readonly property color hair: palette.hair
    readonly property color tintSky: palette.tintSky
    readonly property color tintDone: palette.tintDone
    readonly property color tintWarn: palette.tintWarn
    readonly property color tintBad: palette.tintBad
    readonly property color skyFill: palette.skyFill
    readonly property color hillFill: palette.hillFill
    readonly property color meadowFill: palette.meadowFill
    readonly property color grassFill: palette.grassFill
    readonly property color feltFill: palette.feltFill
    readonly property color sunFill: palette.sunFill
    readonly property color wallFill: palette.wallFill
    readonly property color shadeFill: palette.shadeFill

    readonly property int pressMs: animated ? 80 : 0
    readonly property int pageMs: animated ? 240 : 0
    readonly property int errorMs: animated ? 160 : 0
    readonly property int nudgeMs: animated ? 900 : 0
    readonly property int nudgeRestMs: animated ? 600 : 0
    readonly property int receiptMs: animated ? 1200 : 0
    readonly property int tickMs: animated ? 320 : 0
    readonly property int timeoutMs: 45000

    function u(px: real): int {
        return Math.round(px * scale);
    }

    function word(key: string): string {
        return words[key] ?? "";
    }

    function numbered(key: string, first: int, second: int): string {
        return word(key).replace("%1", String(first)).replace("%2", String(second));
    }

    function tone(name: string): color {
        return palette[name] ?? palette.ink;
    }

    function toneTint(name: string): color {
        const tints = {"accent": palette.tintSky, "done": palette.tintDone, "warn": palette.tintWarn, "bad": palette.tintBad};
        return tints[name] ?? palette.sunk;
    }

    function fontOf(size: string): int {
        const sizes = {"s": fontS, "m": fontM, "l": fontL, "xl": fontXl, "title": fontTitle, "xxl": fontXxl, "name": fontName,
            "number": fontNumber, "station": fontStation, "caption": fontCaption, "key": fontKey, "keyWord": fontKeyWord};
        return sizes[size] ?? fontM;
    }
}
