pragma ComponentBehavior: Bound
import QtQuick

// A row of letter keys.
Row {
    id: root

    property string letters: ""
    property var keyboard: null
    property real unit: 96

    spacing: 8

    Repeater {
        model: root.letters.split("")

        Key {
            required property string modelData
            objectName: "key-" + modelData
            width: root.unit
            text: modelData
            onClicked: root.keyboard.press(modelData)
        }
    }
}
