pragma ComponentBehavior: Bound
import QtQuick
import "../../theme"
import "../../components"

// Grades as faces with words; lower rows where the letters are large.
Column {
    id: root

    property var options: []
    readonly property bool divisible: true

    signal picked(value: string)

    spacing: Theme.space16

    RatingRow {
        width: root.width
        visible: !Theme.large
        options: Theme.large ? [] : root.options
        onPicked: value => root.picked(value)
    }

    Repeater {
        model: Theme.large ? root.options : []

        ChoiceButton {
            required property var modelData
            objectName: "grade-" + modelData.value
            width: root.width
            text: modelData.text
            pictogram: "face-" + modelData.value
            onClicked: root.picked(modelData.value)
        }
    }
}
