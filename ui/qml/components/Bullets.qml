pragma ComponentBehavior: Bound
import QtQuick
import "../theme"

// One thought a line, each behind a dot.
Column {
    id: root

    property var lines: []
    readonly property bool divisible: true

    spacing: 4

    Repeater {
        model: root.lines

        Item {
            id: line
            required property string modelData
            width: root.width
            height: words.height

            Rectangle {
                x: 8
                y: Theme.fontM * 0.72 - height / 2
                width: 16
                height: 16
                radius: 8
                color: Theme.accent
            }

            TextLabel {
                id: words
                x: 40
                width: parent.width - x
                text: line.modelData
            }
        }
    }
}
