pragma ComponentBehavior: Bound
import QtQuick
import "../theme"

// How far the way is: bars to and including the present one, and the same in words.
Column {
    id: root

    property int step: 0
    property int steps: 0
    property string word: ""

    visible: steps > 0
    spacing: 8
    Accessible.role: Accessible.ProgressBar
    Accessible.name: label.text

    Row {
        spacing: 8

        Repeater {
            model: root.steps

            Rectangle {
                required property int index
                width: (root.width - (root.steps - 1) * 8) / root.steps
                height: 12
                radius: 6
                color: index < root.step ? Theme.accent : Theme.tinted ? Theme.hair : Theme.card
                border.width: Theme.tinted ? 0 : 2
                border.color: index < root.step ? Theme.accent : Theme.line
            }
        }
    }

    TextLabel {
        id: label
        width: root.width
        size: "caption"
        strong: true
        tone: "accent"
        text: Theme.numbered("step", root.step, root.steps) + "\u3000" + root.word
    }
}
