import QtQuick
import "../theme"

// A surface in the paper; in high contrast and dark its border tells where it ends.
Rectangle {
    property string tone: ""

    color: tone === "" ? Theme.sunk : Theme.toneTint(tone)
    radius: Theme.corner
    border.width: Theme.tinted ? 0 : Theme.borderSurface
    border.color: tone === "" ? Theme.line : Theme.tone(tone)
}
