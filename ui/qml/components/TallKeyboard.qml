import QtQuick
import "../theme"

// The keyboard of a portrait page: letters, candidates and their keys one row under another.
Rectangle {
    id: root

    property var keyboard: null

    readonly property real unit: (width - 48 - 9 * 8) / 10
    readonly property var rows: keyboard ? keyboard.rows : ["", "", ""]
    readonly property bool composing: keyboard ? keyboard.mode === "pinyin" : false

    implicitHeight: keys.implicitHeight + 40
    color: Theme.sunk
    Accessible.role: Accessible.Grouping
    Accessible.name: Theme.word("keyPinyin")

    function span(keys: real): real {
        return keys * unit + (keys - 1) * 8;
    }

    Rectangle {
        width: parent.width
        height: Theme.borderSurface
        color: Theme.line
    }

    Column {
        id: keys
        x: 24
        y: 12
        width: root.width - 48
        spacing: 8

        Item {
            width: parent.width
            height: composition.height

            TextLabel {
                id: composition
                text: root.keyboard ? root.keyboard.composition : ""
                size: "caption"
                strong: true
                tone: "accent"
            }

            TextLabel {
                anchors.right: parent.right
                text: Theme.word(root.composing ? "keyPinyin" : "keyLetters")
                size: "caption"
                tone: "muted"
            }
        }

        CandidateRow {
            visible: root.composing
            width: keys.width
            keyboard: root.keyboard
        }

        KeyRow {
            letters: root.rows[0]
            keyboard: root.keyboard
            unit: root.unit
        }

        KeyRow {
            letters: root.rows[1]
            keyboard: root.keyboard
            unit: root.unit
            anchors.horizontalCenter: parent.horizontalCenter
        }

        Row {
            spacing: 8

            SideKey {
                width: root.span(1.5)
                keyboard: root.keyboard
            }

            KeyRow {
                letters: root.rows[2]
                keyboard: root.keyboard
                unit: root.unit
            }

            Key {
                width: root.span(1.5)
                text: Theme.word("keyErase")
                pictogram: "erase"
                autoRepeat: true
                onClicked: root.keyboard.erase()
            }
        }

        KeyboardFoot {
            width: parent.width
            keyboard: root.keyboard
            unit: root.unit
        }
    }
}
