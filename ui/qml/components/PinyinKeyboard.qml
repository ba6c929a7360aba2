import QtQuick
import "../theme"

// Letters and what they may mean; flush above the footer, in landscape lower and wider.
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
            height: Theme.portrait ? composition.height : 0

            TextLabel {
                id: composition
                text: root.keyboard ? root.keyboard.composition : ""
                size: "caption"
                strong: true
                tone: "accent"
                visible: Theme.portrait
            }

            TextLabel {
                anchors.right: parent.right
                visible: Theme.portrait
                text: Theme.word(root.composing ? "keyPinyin" : "keyLetters")
                size: "caption"
                tone: "muted"
            }
        }

        Row {
            visible: root.composing
            spacing: 8

            TextLabel {
                visible: !Theme.portrait
                width: 320
                height: Theme.keyHeight
                text: root.keyboard ? root.keyboard.composition : ""
                size: "caption"
                strong: true
                tone: "accent"
            }

            CandidateRow {
                width: keys.width - (Theme.portrait ? 0 : 328)
                keyboard: root.keyboard
            }
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

            Key {
                width: root.span(1.5)
                strong: true
                text: Theme.word(root.keyboard && root.keyboard.mode === "letters" ? "keyShift" : root.composing ? "keyLetters" : "keyPinyin")
                pictogram: root.keyboard && root.keyboard.mode === "letters" ? "shift" : ""
                first: root.keyboard ? root.keyboard.shifted : false
                onClicked: root.keyboard.sideKey()
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
