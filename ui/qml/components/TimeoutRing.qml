import QtQuick
import QtQuick.Shapes
import "../theme"

// The time that is left, as a ring that empties and as a number.
Item {
    id: root

    property bool running: false
    property int seconds: 45
    property real leftS: seconds
    readonly property int remaining: Math.ceil(leftS)
    readonly property real share: seconds > 0 ? (Theme.animated ? leftS : remaining) / seconds : 0

    signal ended

    implicitWidth: 240
    implicitHeight: 240
    Accessible.role: Accessible.ProgressBar
    Accessible.name: String(remaining)

    NumberAnimation {
        id: clock
        target: root
        property: "leftS"
        from: root.seconds
        to: 0
        duration: root.seconds * 1000
        running: root.running
        onFinished: root.ended()
    }

    Shape {
        anchors.fill: parent

        ShapePath {
            strokeColor: Theme.tinted ? Theme.hair : Theme.line
            strokeWidth: Theme.tinted ? 18 : 4
            fillColor: "transparent"
            PathAngleArc { centerX: 120; centerY: 120; radiusX: 104; radiusY: 104; startAngle: 0; sweepAngle: 360 }
        }

        ShapePath {
            strokeColor: Theme.accent
            strokeWidth: 18
            fillColor: "transparent"
            capStyle: ShapePath.RoundCap
            PathAngleArc { centerX: 120; centerY: 120; radiusX: 104; radiusY: 104; startAngle: -90; sweepAngle: 360 * root.share }
        }
    }

    TextLabel {
        anchors.centerIn: parent
        text: root.remaining
        font.pixelSize: 88
        strong: true
        tone: "accent"
    }
}
