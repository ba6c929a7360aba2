pragma ComponentBehavior: Bound
import QtQuick
import "../../theme"
import "../../components"

// One of a few, side by side: which reader is played on, and what of.
Split {
    id: root

    property string what: ""
    property string chosen: ""
    property var model: []

    signal picked(name: string)

    columns: model.length === 4 ? 2 : 3

    Repeater {
        model: root.model

        SecondaryButton {
            required property var modelData
            readonly property bool selected: modelData.name === root.chosen
            objectName: "simulation-" + root.what + "-" + modelData.name
            text: modelData.text
            pictogram: selected ? "check" : ""
            rest: selected ? Theme.toneTint("accent") : Theme.card
            edgeWidth: selected ? Theme.borderFocus : Theme.borderControl
            onClicked: root.picked(modelData.name)
        }
    }
}
