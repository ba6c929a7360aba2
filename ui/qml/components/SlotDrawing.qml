import QtQuick
import "../theme"

// A slot in the terminal's front, with its name under it.
Item {
    id: root

    property string text: ""
    property int fontSize: 32
    property bool wanted: false
    property bool filled: false

    width: 180
    height: 44

    Rectangle {
        width: 180
        height: 44
        radius: root.wanted ? 10 : 0
        color: root.wanted ? Theme.tintWarn : Theme.sunk
        border.width: root.wanted ? 8 : 4
        border.color: root.wanted ? Theme.warn : Theme.line
    }

    Rectangle {
        x: 18
        y: 18
        width: 144
        height: root.filled ? 60 : 8
        color: root.filled ? Theme.hillFill : Theme.muted
    }

    TextLabel {
        x: -44
        width: 268
        y: 46
        visible: !root.filled && root.text !== ""
        text: root.text
        font.pixelSize: root.fontSize
        strong: root.wanted
        tone: root.wanted ? "warn" : "muted"
        align: "center"
        lineHeight: 0.86
    }
}
