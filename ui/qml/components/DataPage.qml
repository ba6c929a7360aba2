import QtQuick
import Doorstep
import "../theme"
import "datapage.js" as Pages

// Where on a passport it stands: the asked place is framed.
Picture {
    id: root

    property string asked: ""

    gridHeight: 440

    Drawing {
        width: 984
        height: 440
        gridWidth: 984
        gridHeight: 440
        elements: Pages.page(root.asked, {"plastic": Theme.isDark ? Theme.wallFill : Theme.card, "edge": Theme.isDark ? Theme.line : Theme.shadeFill})
    }
}
