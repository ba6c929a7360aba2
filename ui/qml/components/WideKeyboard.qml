pragma ComponentBehavior: Bound
import QtQuick
import "../theme"

// The keyboard of a landscape page: four low rows, so that the box being written in stays in sight.
Rectangle {
    id: root

    property var keyboard: null

    readonly property real unit: (width - 48 - 10 * 8) / 11
    readonly property var rows: keyboard ? keyboard.rows : ["", "", ""]
    readonly property string mode: keyboard ? keyboard.mode : "pinyin"

    implicitHeight: keys.implicitHeight + 24
    color: Theme.sunk

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

        Row {
            visible: root.mode === "pinyin"
            spacing: 8

            TextLabel {
                width: 320
                height: Theme.keyHeight
                text: root.keyboard ? root.keyboard.composition : ""
                size: "caption"
                strong: true
                tone: "accent"
            }

            CandidateRow {
                width: keys.width - 328
                keyboard: root.keyboard
            }
        }

        Row {
            spacing: 8

            KeyRow { letters: root.rows[0]; keyboard: root.keyboard; unit: root.unit }

            Key {
                width: root.unit
                text: Theme.word("keyErase")
                pictogram: "erase"
                autoRepeat: true
                onClicked: root.keyboard.erase()
            }
        }

        Row {
            spacing: 8
            anchors.right: parent.right

            KeyRow { letters: root.rows[1]; keyboard: root.keyboard; unit: root.unit }

            Key {
                objectName: "key-done"
                width: 1.5 * root.unit + 4
                strong: true
                first: true
                size: "key"
                text: Theme.word("keyDone")
                onClicked: root.keyboard.finish()
            }
        }

        Row {
            spacing: 8

            SideKey { width: root.unit; keyboard: root.keyboard }
            KeyRow { letters: root.rows[2]; keyboard: root.keyboard; unit: root.unit }

            Key {
                width: root.unit
                strong: true
                text: Theme.word(root.mode === "pinyin" ? "keyDigits" : "keyPinyin")
                onClicked: root.keyboard.switchMode(root.mode === "pinyin" ? "digits" : "pinyin")
            }

            Key {
                width: 2 * root.unit + 8
                strong: true
                text: Theme.word("keySpace")
                onClicked: root.keyboard.space()
            }
        }
    }
}
