import QtQuick
import "../theme"

// The keyboard's last row: other keys, space, done.
Row {
    id: root

    property var keyboard: null
    property real unit: 96
    readonly property string mode: keyboard ? keyboard.mode : "pinyin"

    spacing: 8

    Key {
        id: other
        width: 1.5 * root.unit + 4
        strong: true
        text: Theme.word(root.mode === "digits" ? "keyPinyin" : "keyDigits")
        onClicked: root.keyboard.switchMode(root.mode === "digits" ? "pinyin" : "digits")
    }

    Key {
        id: letters
        visible: root.mode === "letters"
        width: visible ? 1.5 * root.unit + 4 : 0
        strong: true
        text: Theme.word("keyPinyin")
        onClicked: root.keyboard.switchMode("pinyin")
    }

    Key {
        width: root.width - other.width - (letters.visible ? letters.width + 8 : 0) - done.width - 16
        strong: true
        text: Theme.word("keySpace")
        onClicked: root.keyboard.space()
    }

    Key {
        id: done
        objectName: "key-done"
        width: 2.75 * root.unit
        strong: true
        first: true
        size: "key"
        text: Theme.word("keyDone")
        onClicked: root.keyboard.finish()
    }
}
