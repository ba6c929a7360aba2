import QtQuick
import "../theme"

// An identity or social-security card, with no one's face and no readable word.
Rectangle {
    id: root

    property bool chip: false

    width: 335
    height: 212
    radius: 18
    color: Theme.isDark ? Theme.wallFill : Theme.paper
    border.width: 5
    border.color: Theme.isDark ? Theme.line : Theme.shadeFill

    Rectangle { x: 28; y: 34; width: 96; height: 14; radius: 7; color: "#8A8577"; visible: !root.chip }
    Rectangle { x: 28; y: 66; width: 136; height: 14; radius: 7; color: "#B9CBDD"; visible: !root.chip }
    Rectangle { x: 28; y: 98; width: 152; height: 14; radius: 7; color: "#B9CBDD"; visible: !root.chip }
    Rectangle { x: 28; y: 162; width: 279; height: 18; radius: 9; color: "#8A8577" }
    Rectangle { x: 28; y: 62; width: 68; height: 54; radius: 10; color: "#E0C27A"; border.width: 3; border.color: "#6B4400"; visible: root.chip }

    Rectangle {
        x: 211
        y: 26
        width: 96
        height: 120
        color: "#D5E4F2"

        Drawn { path: "M48 22 m-20 20 a20 20 0 1 0 40 0 a20 20 0 1 0 -40 0 z M12 120 a36 46 0 0 1 72 0 z"; fill: "#0F4888" }
    }
}
