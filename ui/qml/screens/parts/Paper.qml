pragma ComponentBehavior: Bound
import QtQuick
import "../../theme"
import "../../components"

// One paper: a row to read, or a tile to press where another way is open.
Loader {
    id: root

    required property var modelData
    required property int index

    signal opened(index: int)

    sourceComponent: modelData.choice ? tile : row

    Component {
        id: row
        MaterialRow {
            number: root.modelData.number
            name: root.modelData.name
            hint: root.modelData.hint
            chips: root.modelData.chips
        }
    }

    Component {
        id: tile
        MaterialTile {
            objectName: "paper-" + root.index
            edge: root.modelData.missing ? Theme.bad : Theme.line
            edgeWidth: root.modelData.missing ? Theme.borderState : Theme.borderSurface
            number: root.modelData.number
            name: root.modelData.name
            hint: root.modelData.hint
            chips: root.modelData.chips
            onClicked: root.opened(root.index)
        }
    }
}
