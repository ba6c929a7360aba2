import QtQuick
import QtQuick.Shapes
import "../theme"
import "pictograms.js" as Pictograms

// A line drawing on a grid of 64, by name.
Item {
    id: root

    property string name: ""
    property real size: 40
    property color color: Theme.accent
    property color fill: "transparent"
    property real stroke: size >= 96 ? 3.4 : size > 52 ? 4 : 5
    readonly property var drawing: Pictograms.of(name)

    width: size
    height: size
    Accessible.ignored: true

    Shape {
        width: 64
        height: 64
        scale: root.size / 64
        transformOrigin: Item.TopLeft

        ShapePath {
            strokeColor: root.color
            strokeWidth: root.stroke
            fillColor: root.fill
            capStyle: ShapePath.RoundCap
            joinStyle: ShapePath.RoundJoin
            PathSvg { path: root.drawing.body }
        }

        ShapePath {
            strokeColor: root.color
            strokeWidth: root.stroke
            fillColor: "transparent"
            capStyle: ShapePath.RoundCap
            joinStyle: ShapePath.RoundJoin
            PathSvg { path: root.drawing.lines }
        }

        ShapePath {
            strokeColor: "transparent"
            fillColor: root.color
            PathSvg { path: root.drawing.solid }
        }
    }
}
