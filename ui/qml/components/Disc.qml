import QtQuick
import "../theme"

// A filled round with a sign: tick, cross, triangle.
Rectangle {
    id: root

    property string tone: "done"
    property real size: 96
    property string pictogram: tone === "done" ? "check" : tone === "bad" ? "cross" : "warning"

    width: size
    height: size
    radius: size / 2
    color: Theme.tone(tone)

    Pictogram {
        anchors.centerIn: parent
        name: root.pictogram
        size: root.size * 0.5
        stroke: 6
        color: Theme.isDark ? "#000000" : "#FFFFFF"
    }
}
