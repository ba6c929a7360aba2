pragma ComponentBehavior: Bound
import QtQuick
import "../theme"

// The short answers at the head of a guide: how long, how much, how often.
Split {
    id: root

    property var facts: []

    columns: Theme.portrait ? 4 : 2

    Repeater {
        model: root.facts

        Panel {
            id: fact
            required property var modelData
            implicitHeight: Math.max(128, words.implicitHeight + 32)

            Column {
                id: words
                x: 20
                width: parent.width - 32
                anchors.verticalCenter: parent.verticalCenter

                TextLabel {
                    width: parent.width
                    text: fact.modelData.question
                    size: "s"
                    tone: "muted"
                    lineHeight: 0.95
                }

                TextLabel {
                    width: parent.width
                    text: fact.modelData.answer
                    size: "m"
                    strong: true
                    tone: fact.modelData.tone ?? "ink"
                    lineHeight: 0.95
                }
            }
        }
    }
}
