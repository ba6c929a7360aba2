import QtQuick
import "../theme"

// Words on the page: wrapped, never clipped, known to a screen reader.
Text {
    property string size: "m"
    property bool strong: false
    property string tone: "ink"
    property string align: "left"
    // One line, made smaller where it does not fit; for names and numbers, which must not be broken.
    property bool fitted: false

    color: Theme.tone(tone)
    font.family: Theme.family
    font.pixelSize: Theme.fontOf(size)
    font.weight: strong ? Font.Bold : Font.Normal
    wrapMode: fitted ? Text.NoWrap : Text.Wrap
    fontSizeMode: fitted ? Text.HorizontalFit : Text.FixedSize
    minimumPixelSize: 32
    textFormat: Text.PlainText
    horizontalAlignment: align === "center" ? Text.AlignHCenter : align === "right" ? Text.AlignRight : Text.AlignLeft
    verticalAlignment: Text.AlignVCenter
    Accessible.role: Accessible.StaticText
    Accessible.name: text
    Accessible.ignored: text === ""
}
