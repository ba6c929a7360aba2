import QtQuick
import Doorstep
import "svg.js" as Svg

// One filled or lined outline of a picture, in the coordinates of the item it lies in.
Drawing {
    property string path: ""
    property color fill: "transparent"
    property color stroke: "transparent"
    property real strokeWidth: 4

    width: parent ? parent.width : 0
    height: parent ? parent.height : 0
    gridWidth: Math.max(1, width)
    gridHeight: Math.max(1, height)
    elements: Svg.path(path, fill, stroke, strokeWidth)
}
