import QtQuick
import "../theme"

// A tool of the header: glyph over word.
Touchable {
    id: root

    property string pictogram: ""
    property bool active: false

    implicitWidth: Math.max(Theme.toolSize, word.implicitWidth + Theme.space16)
    implicitHeight: Math.max(Theme.toolSize, glyph.size + word.implicitHeight + 16)
    rest: active ? Theme.accent : "transparent"
    radius: Theme.corner
    edgeWidth: Theme.isDark ? 3 : 0
    edge: Theme.line
    padding: 0
    Accessible.checkable: true
    Accessible.checked: active

    contentItem: Item {
        Pictogram {
            id: glyph
            name: root.pictogram
            size: Math.round(42 * Theme.edge)
            stroke: 5
            color: root.active ? Theme.accentInk : Theme.accent
            anchors.horizontalCenter: parent.horizontalCenter
            y: (parent.height - size - word.height) / 2
        }

        TextLabel {
            id: word
            text: root.text
            size: "caption"
            color: root.active ? Theme.accentInk : Theme.ink
            wrapMode: Text.NoWrap
            anchors.horizontalCenter: parent.horizontalCenter
            y: glyph.y + glyph.size
            Accessible.ignored: true
        }
    }
}
