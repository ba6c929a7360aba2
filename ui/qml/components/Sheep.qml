import QtQuick
import "../theme"

// One sheep.
Item {
    id: root

    property bool mirrored: false

    width: 66
    height: 54
    transform: Scale { origin.x: 33; xScale: root.mirrored ? -1 : 1 }

    Drawn { path: "M27 30 V52 M47 30 V52"; stroke: Theme.shadeFill; strokeWidth: 5 }
    Drawn { path: "M12 20 a26 19 0 1 0 52 0 a26 19 0 1 0 -52 0 z"; fill: Theme.wallFill }
    Drawn { path: "M0 15 a10 8 0 1 0 20 0 a10 8 0 1 0 -20 0 z"; fill: Theme.shadeFill }
}
