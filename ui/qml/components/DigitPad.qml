pragma ComponentBehavior: Bound
import QtQuick
import "../theme"

// Ten digits in the order of a telephone, with X for an identity number.
Rectangle {
    id: root

    property var keyboard: null
    // The only box of the page, where there is but one: a key finds it though the focus was elsewhere.
    property Field box: null
    property bool withX: keyboard ? keyboard.mode === "id" : false

    readonly property real unit: (width - 48 - 3 * 8) / 4
    readonly property real tall: Theme.portrait ? 128 : Theme.keyHeight

    function pressed(key: string): void {
        if (box && !box.active)
            box.focusField();
        key === "" ? keyboard.erase() : keyboard.press(key);
    }

    implicitHeight: 4 * tall + 3 * 8 + 48
    color: Theme.sunk
    Accessible.role: Accessible.Grouping
    Accessible.name: Theme.word("keyDigits")

    Rectangle {
        width: parent.width
        height: Theme.borderSurface
        color: Theme.line
    }

    Grid {
        x: 24
        y: 24
        columns: 3
        spacing: 8

        Repeater {
            model: ["1", "2", "3", "4", "5", "6", "7", "8", "9", "X", "0", ""]

            Item {
                id: place
                required property string modelData
                width: root.unit
                height: root.tall

                Key {
                    objectName: "key-" + place.modelData
                    anchors.fill: parent
                    visible: place.modelData !== "X" || root.withX
                    text: place.modelData === "" ? Theme.word("keyErase") : place.modelData
                    pictogram: place.modelData === "" ? "erase" : ""
                    autoRepeat: place.modelData === ""
                    onClicked: root.pressed(place.modelData)
                }
            }
        }
    }

    Key {
        objectName: "key-done"
        x: 24 + 3 * (root.unit + 8)
        y: 24
        width: root.unit
        height: 4 * root.tall + 24
        strong: true
        first: true
        size: "key"
        text: Theme.word("keyDone")
        onClicked: root.keyboard.finish()
    }
}
