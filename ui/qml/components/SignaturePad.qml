pragma ComponentBehavior: Bound
import QtQuick
import "../theme"

// Paper for a finger: strokes as points in ten-thousandths of its size, each with its milliseconds since the first.
Item {
    id: root

    property string prompt: ""
    property string clearText: ""
    property var strokes: []
    property bool frozen: false
    readonly property bool empty: strokes.length === 0

    property double began: 0

    signal changed

    implicitHeight: 360
    Accessible.role: Accessible.Canvas
    Accessible.name: prompt
    onStrokesChanged: ink.requestPaint()

    function clear(): void {
        strokes = [];
        changed();
    }

    function point(x: real, y: real): var {
        const now = new Date().getTime();
        if (empty)
            began = now;
        const px = Math.round(Math.max(0, Math.min(1, x / sheet.width)) * 10000);
        const py = Math.round(Math.max(0, Math.min(1, y / sheet.height)) * 10000);
        return [px, py, now - began];
    }

    Rectangle {
        id: sheet
        width: parent.width
        height: parent.height
        radius: Theme.corner
        color: "#FFFFFF"
        border.width: Theme.borderControl
        border.color: root.frozen ? Theme.done : Theme.line

        Rectangle {
            x: 48
            width: parent.width - 96
            height: 3
            y: parent.height * 0.76
            color: "#DDD6C7"
        }

        TextLabel {
            anchors.centerIn: parent
            width: parent.width - 96
            visible: root.empty
            text: root.prompt
            align: "center"
            color: "#454E5B"
            Accessible.ignored: true
        }

        Canvas {
            id: ink
            anchors.fill: parent
            onPaint: {
                const pen = getContext("2d");
                pen.clearRect(0, 0, width, height);
                pen.strokeStyle = "#1B2430";
                pen.lineWidth = 9;
                pen.lineCap = "round";
                pen.lineJoin = "round";
                for (const stroke of root.strokes) {
                    pen.beginPath();
                    pen.moveTo(stroke[0][0] * width / 10000, stroke[0][1] * height / 10000);
                    for (const at of stroke)
                        pen.lineTo(at[0] * width / 10000 + 0.01, at[1] * height / 10000);
                    pen.stroke();
                }
            }
        }

        MouseArea {
            anchors.fill: parent
            enabled: !root.frozen
            preventStealing: true
            onPressed: mouse => {
                root.strokes = root.strokes.concat([[root.point(mouse.x, mouse.y)]]);
            }
            onPositionChanged: mouse => {
                root.strokes[root.strokes.length - 1].push(root.point(mouse.x, mouse.y));
                ink.requestPaint();
            }
            onReleased: root.changed()
        }
    }

    SecondaryButton {
        visible: !root.empty && !root.frozen
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.margins: 16
        implicitHeight: Theme.target
        text: root.clearText
        pictogram: "refresh"
        onClicked: root.clear()
    }
}
