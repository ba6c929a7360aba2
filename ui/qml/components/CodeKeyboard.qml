pragma ComponentBehavior: Bound
import QtQuick
import "../theme"

// Digits and capitals side by side: what document numbers are made of, and nothing that composes words.
Rectangle {
    id: root

    property var keyboard: null
    readonly property var rows: keyboard && keyboard.mode === "code" ? keyboard.rows : ["", "", "", ""]
    readonly property real unit: (width - 48 - 9 * 8) / 10

    implicitHeight: keys.implicitHeight + 48
    color: Theme.sunk
    Accessible.role: Accessible.Grouping
    Accessible.name: Theme.word("keyLetters")

    Rectangle {
        width: parent.width
        height: Theme.borderSurface
        color: Theme.line
    }

    Column {
        id: keys
        x: 24
        y: 24
        width: root.width - 48
        spacing: 8

        Repeater {
            model: 3

            KeyRow {
                required property int index
                letters: root.rows[index]
                keyboard: root.keyboard
                unit: root.unit
                anchors.horizontalCenter: parent.horizontalCenter
            }
        }

        Row {
            spacing: 8

            KeyRow {
                id: last
                letters: root.rows[3]
                keyboard: root.keyboard
                unit: root.unit
            }

            Key {
                width: root.unit
                text: Theme.word("keyErase")
                pictogram: "erase"
                autoRepeat: true
                onClicked: root.keyboard.erase()
            }

            Key {
                objectName: "key-done"
                width: 2 * root.unit + 8
                strong: true
                first: true
                size: "key"
                text: Theme.word("keyDone")
                onClicked: root.keyboard.finish()
            }
        }
    }
}
