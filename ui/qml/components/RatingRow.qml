pragma ComponentBehavior: Bound
import QtQuick
import "../theme"

// Five grades, each a face and its words; one touch.
Stack {
    id: root

    property var options: []
    readonly property var tones: ({"5": "done", "4": "done", "3": "ink", "2": "warn", "1": "bad"})

    signal picked(value: string)

    spacing: Theme.space16

    Repeater {
        model: root.options

        Touchable {
            id: grade
            required property var modelData
            readonly property string value: String(modelData.value)
            width: root.width
            implicitHeight: Math.max(Theme.u(132), word.height + 32)
            text: modelData.text
            onClicked: root.picked(value)
            contentItem: Item {
                Pictogram {
                    id: smile
                    name: "face-" + grade.value
                    size: Math.round(88 * Theme.edge)
                    color: Theme.tone(root.tones[grade.value] ?? "ink")
                    fill: Theme.toneTint(root.tones[grade.value] ?? "")
                    x: 40
                    anchors.verticalCenter: parent.verticalCenter
                }

                TextLabel {
                    id: word
                    x: smile.x + smile.size + 40
                    width: parent.width - x - 24
                    anchors.verticalCenter: parent.verticalCenter
                    text: grade.text
                    size: "l"
                    strong: true
                    Accessible.ignored: true
                }
            }
        }
    }
}
