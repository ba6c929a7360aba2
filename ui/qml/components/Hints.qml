pragma ComponentBehavior: Bound
import QtQuick
import "../theme"

// Numbered advice, three side by side.
Split {
    id: root

    property var hints: []

    columns: 3

    Repeater {
        model: root.hints

        Panel {
            id: hint
            required property var modelData
            required property int index
            implicitHeight: words.implicitHeight + 2 * Theme.space24

            TextLabel {
                id: digit
                x: 24
                y: Theme.space24 - 6
                text: hint.index + 1
                size: "l"
                strong: true
                tone: "accent"
            }

            Column {
                id: words
                x: 24 + Theme.u(40)
                y: Theme.space24
                width: parent.width - x - 16

                TextLabel {
                    width: parent.width
                    text: hint.modelData.title
                    strong: true
                    lineHeight: 0.95
                }

                TextLabel {
                    width: parent.width
                    text: hint.modelData.body
                    size: "s"
                }
            }
        }
    }
}
