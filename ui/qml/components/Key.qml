import QtQuick
import "../theme"

// One key; it never takes the focus away from the box that is being written in.
Touchable {
    id: root

    property string pictogram: ""
    property bool strong: false
    property bool first: false
    property string size: strong ? "keyWord" : "key"

    readonly property color front: first ? Theme.accentInk : Theme.ink

    implicitHeight: Theme.keyHeight
    implicitWidth: Math.max(96, word.implicitWidth + 32)
    focusPolicy: Qt.NoFocus
    radius: Theme.cornerSmall
    rest: first ? Theme.accent : Theme.card
    pressedFill: first ? Theme.accentPressed : Theme.pressed
    edge: first ? Theme.accent : Theme.line
    padding: 0
    contentItem: Item {
        TextLabel {
            id: word
            anchors.fill: parent
            visible: root.pictogram === ""
            text: root.text
            size: root.size
            strong: root.strong || root.first
            align: "center"
            fitted: true
            color: root.front
            Accessible.ignored: true
        }

        Pictogram {
            anchors.centerIn: parent
            visible: root.pictogram !== ""
            name: root.pictogram
            size: 52
            color: root.front
        }
    }
}
