import QtQuick
import "../theme"

// One label with its value.
Item {
    id: root

    property string label: ""
    property string value: ""
    property string size: "m"
    property bool beside: true
    property real indent: 200
    readonly property real labelWidth: name.implicitWidth

    height: beside ? Math.max(name.height, words.height) : name.height + words.height

    TextLabel {
        id: name
        width: root.beside ? root.indent - Theme.space16 : root.width
        text: root.label
        size: "s"
        tone: "muted"
        topPadding: root.beside && root.size !== "s" ? 3 : 0
    }

    TextLabel {
        id: words
        x: root.beside ? root.indent : 0
        y: root.beside ? 0 : name.height
        width: root.width - x
        text: root.value
        size: root.size
    }
}
