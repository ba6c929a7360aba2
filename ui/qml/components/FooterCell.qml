import QtQuick
import "../theme"

// One cell of the footer; on a Mongolian page its word hangs beside the upright icon.
Touchable {
    id: root

    property string pictogram: ""
    property bool standing: false

    padding: 6
    contentItem: Item {
        IconText {
            anchors.fill: parent
            visible: !root.standing
            text: root.text
            pictogram: root.pictogram
            size: Theme.large && root.width > 300 ? "m" : "station"
            icon: Math.round(40 * Theme.edge)
        }

        Pictogram {
            name: root.pictogram
            visible: root.standing
            size: 48
            color: Theme.ink
            x: parent.width * 0.25 - size / 2
            anchors.verticalCenter: parent.verticalCenter
        }

        VerticalLabel {
            text: root.standing ? root.text : ""
            visible: root.standing
            pixelSize: 40
            x: parent.width * 0.4 + Math.max(0, (parent.width * 0.56 - width) / 2)
            y: 10
            height: parent.height - 20
            Accessible.ignored: true
        }
    }
}
