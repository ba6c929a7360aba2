pragma ComponentBehavior: Bound
import QtQuick
import "../theme"

// One answer or several, each a row as large as a finger needs; the caller owns what is chosen.
Column {
    id: root

    property string label: ""
    property string note: ""
    property string problem: ""
    property var options: []
    property bool multiple: false
    property var chosen: []
    property int columns: 1
    readonly property bool divisible: true

    signal picked(value: string)

    spacing: Theme.space16

    FieldHead {
        readonly property bool keepWithNext: true
        visible: root.label !== ""
        width: root.width
        label: root.label
        note: root.note
    }

    Problem {
        width: root.width
        text: root.problem
    }

    Split {
        width: root.width
        columns: root.columns

        Repeater {
            model: root.options

            ChoiceRow {
                required property var modelData
                text: modelData.text
                hint: modelData.hint ?? ""
                several: root.multiple
                chosen: root.chosen.indexOf(modelData.value) >= 0
                onClicked: root.picked(modelData.value)
            }
        }
    }
}
