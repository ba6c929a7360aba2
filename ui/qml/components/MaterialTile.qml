import QtQuick
import "../theme"

// A paper whose whole row can be pressed.
Touchable {
    id: root

    property int number: 0
    property string name: ""
    property string hint: ""
    property var chips: []

    text: name
    Accessible.description: hint
    horizontalPadding: Theme.space24
    verticalPadding: Theme.space8
    contentItem: Item {
        implicitHeight: row.implicitHeight

        MaterialRow {
            id: row
            width: parent.width - arrow.size - Theme.space16
            height: parent.height
            number: root.number
            name: root.name
            hint: root.hint
            chips: root.chips
            ruled: false
        }

        Pictogram {
            id: arrow
            name: "arrow-right"
            size: 36
            x: parent.width - size
            anchors.verticalCenter: parent.verticalCenter
        }
    }
}
