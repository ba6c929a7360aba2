import QtQuick
import "../theme"

// Beside the last row of letters: the other alphabet, or capitals.
Key {
    id: root

    property var keyboard: null
    readonly property string mode: keyboard ? keyboard.mode : "pinyin"

    strong: true
    text: Theme.word(mode === "letters" ? "keyShift" : mode === "pinyin" ? "keyLetters" : "keyPinyin")
    pictogram: mode === "letters" ? "shift" : ""
    first: keyboard ? keyboard.shifted : false
    onClicked: keyboard.sideKey()
}
