import QtQuick
import QtQuick.Shapes

// One filled or lined outline of a picture.
Shape {
    id: root

    property string path: ""
    property color fill: "transparent"
    property color stroke: "transparent"
    property real strokeWidth: 4

    ShapePath {
        fillColor: root.fill
        strokeColor: root.stroke
        strokeWidth: root.stroke.a > 0 ? root.strokeWidth : -1
        capStyle: ShapePath.RoundCap
        joinStyle: ShapePath.RoundJoin
        PathSvg { path: root.path }
    }
}
