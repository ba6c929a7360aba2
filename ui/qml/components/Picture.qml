import QtQuick
import "../theme"
import "pages.js" as Pages

// A drawing on its own grid, made as large as its place allows; its captions keep their reading size.
Item {
    id: root

    property real gridWidth: 984
    property real gridHeight: 800
    property real maximumHeight: Pages.roomAround(root)
    property string label: ""
    default property alias drawing: canvas.data
    readonly property real zoom: Math.max(0.1, Math.min(width / gridWidth, maximumHeight / gridHeight))
    readonly property int caption: Math.round(Theme.fontCaption / Math.min(1, zoom))

    implicitWidth: gridWidth
    implicitHeight: Math.round(gridHeight * zoom)
    Accessible.role: Accessible.Graphic
    Accessible.name: label
    Accessible.ignored: label === ""

    Item {
        id: canvas
        width: root.gridWidth
        height: root.gridHeight
        scale: root.zoom
        transformOrigin: Item.TopLeft
        x: (root.width - root.gridWidth * root.zoom) / 2
    }
}
