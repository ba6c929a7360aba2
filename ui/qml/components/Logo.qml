import QtQuick
import QtQuick.Shapes
import "../theme"

// The mark: a door that stands open under an arch.
Item {
    id: root

    property real size: 72
    property color color: Theme.accent
    property color inside: Theme.paper

    width: size
    height: size
    Accessible.ignored: true

    Shape {
        width: 72
        height: 72
        scale: root.size / 72
        transformOrigin: Item.TopLeft

        ShapePath {
            strokeColor: "transparent"
            fillColor: root.color
            PathSvg { path: "M4 58 H68 V66 H4 z M12 58 V27 a24 24 0 0 1 48 0 V58 z" }
        }

        ShapePath {
            strokeColor: "transparent"
            fillColor: root.inside
            PathSvg { path: "M21 56 V28 a15 15 0 0 1 30 0 V56 z" }
        }

        ShapePath {
            strokeColor: "transparent"
            fillColor: root.color
            PathSvg { path: "M33 27 L47 22 V58 H33 z" }
        }
    }
}
