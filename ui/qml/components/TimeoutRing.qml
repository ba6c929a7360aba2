import QtQuick
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

    onShareChanged: ring.requestPaint()

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

    Rectangle {
        anchors.fill: parent
        anchors.margins: 7
        radius: width / 2
        color: "transparent"
        border.width: Theme.tinted ? 18 : 4
        border.color: Theme.tinted ? Theme.hair : Theme.line
    }

    Canvas {
        id: ring
        anchors.fill: parent
        onPaint: {
            const pen = getContext("2d");
            pen.clearRect(0, 0, width, height);
            pen.strokeStyle = String(Theme.accent);
            pen.lineWidth = 18;
            pen.lineCap = "round";
            pen.beginPath();
            pen.arc(120, 120, 104, -Math.PI / 2, -Math.PI / 2 + 2 * Math.PI * root.share, false);
            pen.stroke();
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
