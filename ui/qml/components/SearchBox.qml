import QtQuick

// Looks for a thing to do by characters, pinyin or initials.
InputBox {
    pictogram: "search"
    label: placeholder
}
