import QtQuick
import "../theme"

// The number to remember, as large as the page allows.
Rectangle {
    id: root

    property string label: ""
    property string number: ""
    property string note: ""
    property string labelTone: "ink"

    implicitHeight: words.implicitHeight + 2 * Theme.space16 + 8
    radius: Theme.corner
    color: Theme.card
    border.width: 4
    border.color: Theme.done

    Column {
        id: words
        x: 48
        width: parent.width - 96
        anchors.verticalCenter: parent.verticalCenter

        TextLabel {
            width: parent.width
            text: root.label
            strong: true
            tone: root.labelTone
        }

        TextLabel {
            width: parent.width
            text: root.number
            size: "number"
            strong: true
            fitted: true
            lineHeight: 0.86
        }

        TextLabel {
            width: parent.width
            visible: text !== ""
            text: root.note
            size: "s"
            tone: "muted"
        }
    }
}
